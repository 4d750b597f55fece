"""Mail and its relatives: whose words are whose, and text out of markup."""
