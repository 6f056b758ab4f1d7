"""The pages of the board: 总览, 区县, 领域, 责任部门."""
