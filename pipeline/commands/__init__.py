"""The commands of the program: what each takes and prints. What a command needs is loaded when it is called,
so that the help answers at once."""
