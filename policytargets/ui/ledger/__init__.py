"""The pages of the ledger: 台账, 填报 and 调度."""
