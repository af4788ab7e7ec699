"""The whole program with Python's psutil: lists every process with its PID, state, RSS, owner and name."""

import psutil

for process in psutil.process_iter(["pid", "status", "memory_info", "username", "name"]):
    info = process.info
    print(f"{info['pid']:7} {info['status']:10} {info['memory_info'].rss // 1024:10} {info['username'] or '?':12} {info['name']}")
