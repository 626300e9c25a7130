"""`nox -s bench`: what the answers reach on this machine, beside the references and other designs."""
