//! Files that travel: templates and reports as JSON, and the sample.
