// MockDify
