// Floodgate
