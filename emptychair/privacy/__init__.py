"""What may be seen on a wall: text made safe to read, index and mask. Pure: standard library only."""
