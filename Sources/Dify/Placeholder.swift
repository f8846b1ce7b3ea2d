// Dify
