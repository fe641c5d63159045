//! Finished documents as Word and Excel files.
