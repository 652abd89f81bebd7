"""What the columns of the tables hold, for whoever writes the files; one module for each module of the schema."""
