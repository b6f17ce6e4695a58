"""From a spec to Python: what is declared, how it is named, and the files that say so."""
