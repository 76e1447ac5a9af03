"""A finished student file and the teacher's text in; the first phrase of teacher text in that file out, if there is one."""
