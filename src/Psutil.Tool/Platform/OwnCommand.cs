using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Psutil.Tool.Platform;

/// <summary>Starts this program again.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class OwnCommand
{
    // More than posix_spawn_file_actions_t and posix_spawnattr_t take up with glibc and musl.
    private const int ObjectSize = 1024;

    private const int FirstInherited = 3;
    private const int UsualDescriptors = 256;

    /// <summary>The arguments that this process was started with.</summary>
    public static string[] Arguments => Environment.GetCommandLineArgs()[1..];

    /// <summary>Starts it with the same descriptors, in the same session.</summary>
    /// <returns>The PID; null if it cannot be started.</returns>
    public static int? Start(string[] arguments) => Spawn(arguments, null, null);

    /// <summary>
    /// Starts it in a session of its own, with a descriptor as its standard input and none of those of our caller, so that nobody waits for
    /// it but us.
    /// </summary>
    /// <returns>The PID; null if it cannot be started.</returns>
    public static int? StartDetached(string[] arguments, int input)
    {
        KeepDescriptors();
        byte* actions = stackalloc byte[ObjectSize];
        byte* attributes = stackalloc byte[ObjectSize];
        if (Libc.InitializeSpawnActions(actions) != 0)
        {
            return null;
        }

        try
        {
            if (Libc.InitializeSpawnAttributes(attributes) != 0)
            {
                return null;
            }

            fixed (byte* nowhere = "/dev/null\0"u8)
            {
                bool isReady =
                    Libc.SetSpawnFlags(attributes, Libc.SpawnInNewSession) == 0
                    && Libc.AddSpawnDuplicate(actions, input, 0) == 0
                    && Libc.AddSpawnOpen(actions, 1, nowhere, Libc.WriteOnly, 0) == 0
                    && Libc.AddSpawnOpen(actions, 2, nowhere, Libc.WriteOnly, 0) == 0;
                return isReady ? Spawn(arguments, actions, attributes) : null;
            }
        }
        finally
        {
            _ = Libc.DestroySpawnActions(actions);
        }
    }

    // What our caller left open for us is not for the programs that we start.
    private static void KeepDescriptors()
    {
        IEnumerable<int> open;
        try
        {
            open =
            [
                .. Directory
                    .EnumerateFileSystemEntries("/proc/self/fd")
                    .Select(path => int.Parse(Path.GetFileName(path.AsSpan()), CultureInfo.InvariantCulture)),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            open = Enumerable.Range(0, UsualDescriptors);
        }

        foreach (int descriptor in open)
        {
            if (descriptor >= FirstInherited)
            {
                _ = Libc.ControlDescriptor(descriptor, Libc.SetDescriptorFlags, Libc.CloseOnExecuteFlag);
            }
        }
    }

    private static int? Spawn(string[] arguments, void* actions, void* attributes)
    {
        // The child takes our environment as it is: a copy through .NET's strings could change what is not UTF-8.
        nint environment = NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");
        if (Environment.ProcessPath is not { } program)
        {
            return null;
        }

        // Where the runtime was started with our assembly, that is the first argument to hand on.
        bool isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] command = isHosted ? [program, Environment.GetCommandLineArgs()[0], .. arguments] : [program, .. arguments];
        byte** vector = stackalloc byte*[command.Length + 1];
        try
        {
            for (int index = 0; index < command.Length; index++)
            {
                vector[index] = AllocateText(command[index]);
            }

            vector[command.Length] = null;
            return Libc.Spawn(out int pid, vector[0], actions, attributes, vector, *(byte***)environment) == 0 ? pid : null;
        }
        finally
        {
            for (int index = 0; index < command.Length; index++)
            {
                NativeMemory.Free(vector[index]);
            }
        }
    }

    private static byte* AllocateText(string text)
    {
        byte[] bytes = OSText.GetBytes(text);
        byte* copy = (byte*)NativeMemory.AllocZeroed((nuint)bytes.Length + 1);
        bytes.CopyTo(new Span<byte>(copy, bytes.Length));
        return copy;
    }
}
