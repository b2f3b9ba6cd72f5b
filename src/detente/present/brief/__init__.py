"""The brief: one HTML file that opens offline, in which every claim opens the sentence it rests on."""
