"""The staff's desk: what there is to do, one case on a card, and every act that a member may do."""
