using System.Runtime.InteropServices;

namespace Psutil.Platforms.MacOS.Interop;

/// <summary>IOKit's registry of devices, and its power sources. The caller releases entries; 0 means none.</summary>
internal static unsafe partial class IOKit
{
    private const string Library = "/System/Library/Frameworks/IOKit.framework/IOKit";

    private const int kIOReturnSuccess = 0;
    private const int kIOReturnNoMemory = unchecked((int)0xE00002BD);

    // io_name_t of <device/device_types.h>.
    private const int NameSize = 128;

    /// <summary>The entries of a class; the caller releases each.</summary>
    /// <exception cref="SystemCallException">The registry does not answer.</exception>
    public static IReadOnlyList<uint> FindAll(string className)
    {
        nint matching;
        fixed (byte* name = (byte[])[.. OSText.GetBytes(className), 0])
        {
            matching = IOServiceMatching(name);
        }

        // The call releases the dictionary, whether it succeeds or not.
        uint iterator = 0;
        int result = matching == 0 ? kIOReturnNoMemory : IOServiceGetMatchingServices(0, matching, &iterator);
        if (result != kIOReturnSuccess)
        {
            throw MacOSErrors.ToException($"IOServiceGetMatchingServices({className})", result);
        }

        List<uint> entries = [];
        while (IOIteratorNext(iterator) is not 0 and var entry)
        {
            entries.Add(entry);
        }

        Release(iterator);
        return entries;
    }

    public static void Release(uint entry)
    {
        if (entry != 0)
        {
            _ = IOObjectRelease(entry);
        }
    }

    public static bool IsA(uint entry, string className)
    {
        fixed (byte* name = (byte[])[.. OSText.GetBytes(className), 0])
        {
            return IOObjectConformsTo(entry, name) != 0;
        }
    }

    /// <summary>An entry's name; null if it has none.</summary>
    public static string? GetName(uint entry)
    {
        byte* name = stackalloc byte[NameSize];
        return IORegistryEntryGetName(entry, name) == kIOReturnSuccess
            ? OSText.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name))
            : null;
    }

    /// <summary>The parent of an entry; 0 if none. The caller releases it.</summary>
    public static uint GetParent(uint entry)
    {
        uint parent;
        fixed (byte* plane = "IOService\0"u8)
        {
            return IORegistryEntryGetParentEntry(entry, plane, &parent) == kIOReturnSuccess ? parent : 0;
        }
    }

    /// <summary>The children of an entry; the caller releases each. Clients of a driver are found in no other way.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="most">How many are listed at most.</param>
    public static IReadOnlyList<uint> ListChildren(uint entry, int most)
    {
        uint iterator;
        fixed (byte* plane = "IOService\0"u8)
        {
            if (IORegistryEntryGetChildIterator(entry, plane, &iterator) != kIOReturnSuccess)
            {
                return [];
            }
        }

        List<uint> children = [];
        while (children.Count < most && IOIteratorNext(iterator) is not 0 and var child)
        {
            children.Add(child);
        }

        Release(iterator);
        return children;
    }

    /// <summary>An entry's number, which no other entry gets until the machine is started again; null if the entry is gone.</summary>
    public static ulong? GetId(uint entry)
    {
        ulong id;
        return IORegistryEntryGetRegistryEntryID(entry, &id) == kIOReturnSuccess ? id : null;
    }

    /// <summary>An entry's properties, a dictionary that the caller releases; 0 if it has none.</summary>
    public static nint GetProperties(uint entry)
    {
        nint properties;
        int result = IORegistryEntryCreateCFProperties(entry, &properties, 0, 0);
        if (result == kIOReturnSuccess)
        {
            return properties;
        }

        PsutilEventSource.Log.SourceSkipped("IORegistryEntryCreateCFProperties", MacOSErrors.Describe(result));
        return 0;
    }

    /// <summary>A snapshot of all power sources; the caller releases it.</summary>
    public static nint GetPowerSources() => IOPSCopyPowerSourcesInfo();

    /// <summary>The list of the power sources in a snapshot; the caller releases it.</summary>
    public static nint ListPowerSources(nint sources) => IOPSCopyPowerSourcesList(sources);

    /// <summary>One power source, a dictionary owned by the snapshot.</summary>
    public static nint DescribePowerSource(nint sources, nint source) => IOPSGetPowerSourceDescription(sources, source);

    [LibraryImport(Library)]
    private static partial nint IOServiceMatching(byte* name);

    [LibraryImport(Library)]
    private static partial int IOServiceGetMatchingServices(uint port, nint matching, uint* iterator);

    [LibraryImport(Library)]
    private static partial uint IOIteratorNext(uint iterator);

    [LibraryImport(Library)]
    private static partial int IOObjectRelease(uint entry);

    [LibraryImport(Library)]
    private static partial byte IOObjectConformsTo(uint entry, byte* className);

    [LibraryImport(Library)]
    private static partial int IORegistryEntryGetName(uint entry, byte* name);

    [LibraryImport(Library)]
    private static partial int IORegistryEntryGetParentEntry(uint entry, byte* plane, uint* parent);

    [LibraryImport(Library)]
    private static partial int IORegistryEntryGetChildIterator(uint entry, byte* plane, uint* iterator);

    [LibraryImport(Library)]
    private static partial int IORegistryEntryGetRegistryEntryID(uint entry, ulong* id);

    [LibraryImport(Library)]
    private static partial int IORegistryEntryCreateCFProperties(uint entry, nint* properties, nint allocator, uint options);

    [LibraryImport(Library)]
    private static partial nint IOPSCopyPowerSourcesInfo();

    [LibraryImport(Library)]
    private static partial nint IOPSCopyPowerSourcesList(nint sources);

    [LibraryImport(Library)]
    private static partial nint IOPSGetPowerSourceDescription(nint sources, nint source);
}
