// The public face: what a Swift program needs to run load, with one import.
@_exported import CaseMatrix
@_exported import Judgement
@_exported import LoadEngine
@_exported import Report
@_exported import RunModel
@_exported import Scenario
@_exported import Session
@_exported import Statistics
