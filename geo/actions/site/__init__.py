"""Make, keep and open sites: their files, people, numbers, backups and the roof they stand under."""
