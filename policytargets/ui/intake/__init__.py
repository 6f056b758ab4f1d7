"""导入 and 审核: documents taken in, their candidates judged and written; only where writing is switched on."""
