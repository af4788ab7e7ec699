namespace Psutil.LinuxTests;

/// <summary>
/// A process that points the kernel at memory which was never passed to it as arguments or environment: <c>PR_SET_MM_MAP</c>, made for
/// checkpoint and restore, needs no rights.
/// </summary>
internal static class LyingProcess
{
    private const string Program = """
        import ctypes, mmap, sys
        libc = ctypes.CDLL(None, use_errno=True)
        libc.mmap.restype = libc.sbrk.restype = ctypes.c_void_p
        libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
        size = int(sys.argv[2]) << 20
        no_reserve = 0x4000
        area = libc.mmap(None, size, mmap.PROT_READ | mmap.PROT_WRITE, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | no_reserve, -1, 0)
        text = sys.argv[3].encode().decode("unicode_escape").encode("latin-1")
        if text.strip(b"\0"): ctypes.memmove(area, text * (size // len(text)), size // len(text) * len(text))
        names = "start_code end_code start_data end_data start_brk brk start_stack arg_start arg_end env_start env_end auxv"
        class Map(ctypes.Structure):
            _fields_ = [(n, ctypes.c_uint64) for n in names.split()] + [("auxv_size", ctypes.c_uint32), ("exe_fd", ctypes.c_uint32)]
        stat = open("/proc/self/stat").read().rpartition(")")[2].split()
        field = lambda number: int(stat[number - 3])
        new = Map(start_code=field(26), end_code=field(27), start_stack=field(28), start_data=field(45), end_data=field(46),
            start_brk=field(47), brk=libc.sbrk(ctypes.c_long(0)), arg_start=field(48), arg_end=field(49), env_start=field(50),
            env_end=field(51), exe_fd=0xFFFFFFFF)
        if sys.argv[1] == "arguments": new.arg_start, new.arg_end, new.env_start, new.env_end = area, area + size - 8, area, area + 4000
        else: new.env_start, new.env_end = area, area + size - 16
        if libc.prctl(35, 14, ctypes.byref(new), ctypes.c_ulong(ctypes.sizeof(new)), 0) != 0:
            print("errno %d" % ctypes.get_errno(), flush=True)
        libc.prctl(15, b"fifteen-letters", 0, 0, 0)
        print("ready", flush=True)
        sys.stdin.read()
        """;

    /// <summary>One whose command line is a text again and again.</summary>
    public static Child WithArguments(int mebibytes, string text) => Start("arguments", mebibytes, text);

    /// <summary>One whose environment is.</summary>
    public static Child WithEnvironment(int mebibytes, string text) => Start("environment", mebibytes, text);

    private static Child Start(string what, int mebibytes, string text) =>
        Child.Python(Program, what, mebibytes.ToString(CultureInfo.InvariantCulture), text);
}
