"""A talk handed over to a member of staff: asked for, held in silence, carried out in the person's line."""
