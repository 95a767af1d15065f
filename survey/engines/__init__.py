"""Who supplies the batches of answers that are counted."""
