"""What travels to other computers and comes from them: packs, hand-ins, and what they change."""
