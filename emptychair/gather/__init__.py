"""Foreign files in: stories and agendas."""
