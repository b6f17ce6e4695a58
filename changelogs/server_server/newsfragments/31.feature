A server that has been out of reach may be sent the newest event of each room in place of all that it missed.
