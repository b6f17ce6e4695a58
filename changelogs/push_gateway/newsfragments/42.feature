A gateway may answer `429` to a homeserver that notifies too often.
