namespace Psutil.Tool.Platform;

/// <summary>
/// The process name of the guard. It differs from the command's, so that <c>pkill -9 psutil</c> and <c>pkill -9 -f 'psutil top'</c> do not
/// end the guard, which restores the terminal, together with the process that draws the screen.
/// </summary>
internal static unsafe class GuardName
{
    // The positions of arg_start and arg_end in /proc/self/stat, counted from the state after the name.
    private const int ArgumentStart = 45;
    private const int ArgumentEnd = 46;

    private static ReadOnlySpan<byte> Name => "terminal-guard\0"u8;

    /// <summary>
    /// Changes the name: <c>comm</c> and <c>cmdline</c> in <c>/proc</c>. Must run on the first thread, which has the process's name.
    /// </summary>
    public static void Take()
    {
        fixed (byte* name = Name)
        {
            _ = Libc.ControlProcess(Libc.SetThreadName, name);
        }

        try
        {
            string stat = File.ReadAllText("/proc/self/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            nuint start = nuint.Parse(fields[ArgumentStart], CultureInfo.InvariantCulture);
            nuint end = nuint.Parse(fields[ArgumentEnd], CultureInfo.InvariantCulture);
            if (end > start)
            {
                // The kernel reads the command line from the memory that it filled when the program started.
                Span<byte> arguments = new((void*)start, (int)(end - start));
                arguments.Clear();
                Name[..Math.Min(Name.Length, arguments.Length - 1)].CopyTo(arguments);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The guard also works without the other name.
        }
    }
}
