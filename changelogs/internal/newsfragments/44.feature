Draw the picture on the [home page](/) as text, so that it can be searched and copied.
