"""What the program is about; standard library only."""
