// CaseMatrix
