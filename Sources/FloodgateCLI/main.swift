print("floodgate")
