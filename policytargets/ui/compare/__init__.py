"""The pages that compare and present: 指标对比, 演示."""
