"""Clearance: nothing is projected that no person has read."""
