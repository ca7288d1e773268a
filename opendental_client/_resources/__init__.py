"""What can be asked for, one resource of the vendor's a class."""
