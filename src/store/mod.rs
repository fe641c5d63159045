//! The data file: one SQLite file, one writer.
