"""What the product talks about: stories, meetings, decisions, the wall. Standard library only."""
