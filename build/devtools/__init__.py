"""What `build/dev.py` is made of. Imported before anything is installed: standard library only, unless it says so."""
