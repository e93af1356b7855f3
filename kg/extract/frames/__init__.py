"""The frames that ship with the package: one TOML file per claim kind."""
