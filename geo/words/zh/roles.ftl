roles-refused = 账号 { $user }（{ $role ->
    [viewer] 查看员
    [surveyor] 踏查员
    [officer] 审核员
    [lead] 负责人
   *[admin] 管理员
}）无权{ $action ->
    [read] 查看
    [add_track] 提交轨迹
    [add_visit] 提交踏查记录
    [add_finding] 提交发现点
    [add_lead] 提交线索
    [add_observed] 提交物候观察
    [add_history] 录入历年记录
    [confirm_visit] 确认踏查记录
    [return_visit] 退回踏查记录
    [sign_off] 签字确认一个村
    [report] 出具报告
    [read_log] 查看日志
    [plan] 编制计划
    [adopt] 采用计划
    [hand_out] 派发任务
    [change_by_hand] 手工调整计划
    [decide_ground] 决定地块停查
    [close_season] 结束踏查季
    [manage_accounts] 管理账号
    [change_settings] 修改设置
    [backup] 备份
   *[restore] 恢复备份
}，未作任何改动；请由有权限的人办理，或请管理员调整角色。
roles-refused-team = 账号 { $user } 只能提交本组（{ $own }）的记录，不能提交“{ $team }”组的记录；请由该组人员提交。
roles-refused-scope = 账号 { $user } 只管{ $scope }，此项涉及{ $township }，未作任何改动；请由负责该乡镇的人办理，或请管理员调整范围。
roles-refused-whole = 账号 { $user } 只管{ $scope }，此项涉及整个辖区，未作任何改动；请由负责整个辖区的人办理，或请管理员调整范围。
roles-refused-own = 账号 { $user } 不能确认自己提交的踏查记录；请由另一人确认。
roles-role-viewer = 查看员
roles-role-surveyor = 踏查员
roles-role-officer = 审核员
roles-role-lead = 负责人
roles-role-admin = 管理员
