everything = bytearray(1 << 30)
