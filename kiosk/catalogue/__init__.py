"""Events and failures as data: each is said once, and the enumerations and the pages of docs/ come from it."""
