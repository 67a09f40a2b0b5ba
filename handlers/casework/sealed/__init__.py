"""Rules of reports (举报): the window that takes them, the procedure of their officers, its steps and terms."""
