"""The subcommands of `receptionist`, one file each."""
