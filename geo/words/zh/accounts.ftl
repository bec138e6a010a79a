accounts-name = 账号“{ $user }”不能使用；请用 1 至 64 个字母、汉字、数字或 . @ + - _，且不能是系统保留的名称。
accounts-taken = 账号“{ $user }”已存在；请另取一个名称，或修改已有账号。
accounts-unknown = 没有“{ $user }”这个账号；请用 tacha user list 查看已有账号。
accounts-role = 没有“{ $role }”这个角色；可选：{ $roles }。
accounts-no-team = 账号“{ $user }”是踏查员，必须指明所在小组；请加 --team。
accounts-short-password = 密码太短；至少要 { $least } 个字符。
accounts-wrong = 账号或密码不对；请重新输入，忘记密码请找管理员。
accounts-locked = 密码错误次数过多，账号已锁定；请 { $minutes } 分钟后再试，或请管理员重设密码。
