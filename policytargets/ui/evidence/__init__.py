"""The pages that show the evidence: 目标清单, 一项目标, 来源与口径, SQL 查询."""
