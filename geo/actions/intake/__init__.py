"""Take what people bring into the records: tracks, visits on paper, findings, photos."""
