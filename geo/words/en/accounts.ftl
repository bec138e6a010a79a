accounts-name = “{ $user }” cannot be the name of an account; use 1 to 64 letters, digits or . @ + - _, and not “local”.
accounts-taken = An account “{ $user }” exists already; choose another name or change that account.
accounts-unknown = There is no account “{ $user }”; tacha user list shows those there are.
accounts-role = There is no role “{ $role }”; choose one of { $roles }.
accounts-no-team = Account “{ $user }” is a surveyor's and needs the team; add --team.
accounts-short-password = This password is too short; take at least { $least } characters.
accounts-wrong = Name or password is wrong; try again, or ask an admin for a new password.
accounts-locked = Too many wrong passwords: this account is locked; try again in { $minutes } minutes, or ask an admin for a new password.
