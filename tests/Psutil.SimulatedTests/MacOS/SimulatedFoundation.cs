using System.Text;
using Psutil.SimulatedTests.Kernel;

namespace Psutil.SimulatedTests.MacOS;

/// <summary>Core Foundation and IOKit as far as the library uses them: objects by number, each counted until it is released.</summary>
public sealed class SimulatedFoundation
{
    // kIOReturnNoResources of <IOKit/IOReturn.h>.
    public const int NoResources = unchecked((int)0xE00002BE);

    private readonly Dictionary<nint, object> _objects = [];
    private readonly HashSet<nint> _owned = [];
    private readonly Dictionary<uint, RegistryEntry> _entries = [];
    private readonly Dictionary<uint, Queue<uint>> _iterators = [];
    private nint _last = 0x1000;
    private uint _lastEntry = 0x100;

    /// <summary>A device in the registry.</summary>
    public sealed record RegistryEntry(string ClassName, string Name, Dictionary<string, object> Properties, RegistryEntry? Parent = null);

    public List<RegistryEntry> Registry { get; } = [];

    /// <summary>Whether nothing can be found in the registry.</summary>
    public bool IsRegistryClosed { get; set; }

    public List<Dictionary<string, object>> PowerSources { get; } = [];

    /// <summary>What was handed out to keep and has not been released.</summary>
    public int LeakCount => _owned.Count + _entries.Count + _iterators.Count;

    public void Install(SimulatedKernel kernel)
    {
        kernel.On("CFRelease", call =>
            _owned.Remove(call.Word(0)) ? 0 : throw new InvalidOperationException("Released what was not owned.")
        );
        kernel.On("CFGetTypeID", call => TypeOf(_objects[call.Word(0)]));
        kernel.On("CFStringGetTypeID", _ => 7);
        kernel.On("CFNumberGetTypeID", _ => 22);
        kernel.On("CFBooleanGetTypeID", _ => 21);
        kernel.On("CFDataGetTypeID", _ => 20);
        kernel.On("CFDictionaryGetTypeID", _ => 18);
        kernel.On("CFArrayGetTypeID", _ => 19);
        kernel.On("CFStringCreateWithCString", call => Own(call.Text(1)));
        kernel.On("CFStringGetCString", call =>
        {
            byte[] text = [.. Encoding.UTF8.GetBytes((string)_objects[call.Word(0)]), 0];
            text.CopyTo(call.Memory(1, call.Int(2)));
            return 1;
        });
        kernel.On("CFNumberGetValue", call =>
        {
            Assert.Equal(4, call.Int(1));
            call.Target<long>(2) = (long)_objects[call.Word(0)];
            return 1;
        });

        // A Boolean is one byte; the rest of the register holds whatever was there.
        kernel.On("CFBooleanGetValue", call => (nint)0x7700 | ((bool)_objects[call.Word(0)] ? 1 : 0));
        kernel.On("CFDataGetLength", call => ((byte[])_objects[call.Word(0)]).Length);
        kernel.On("CFDataGetBytePtr", call => Pin((byte[])_objects[call.Word(0)]));
        kernel.On("CFDictionaryGetCount", call => ((Dictionary<string, object>)_objects[call.Word(0)]).Count);
        kernel.On("CFDictionaryGetValue", call =>
            ((Dictionary<string, object>)_objects[call.Word(0)]).TryGetValue((string)_objects[call.Word(1)], out object? value)
                ? Add(value)
                : 0
        );
        kernel.On("CFDictionaryGetKeysAndValues", GetPairs);
        kernel.On("CFArrayGetCount", call => ((object[])_objects[call.Word(0)]).Length);
        kernel.On("CFArrayGetValueAtIndex", call => Add(((object[])_objects[call.Word(0)])[call.Int(1)]));
        kernel.On("IOServiceMatching", call => Own(call.Text(0)));
        kernel.On("IOServiceGetMatchingServices", FindServices);
        kernel.On("IOIteratorNext", call => _iterators[call.UInt(0)].TryDequeue(out uint entry) ? (nint)entry : 0);
        kernel.On("IOObjectRelease", call =>
            _entries.Remove(call.UInt(0)) || _iterators.Remove(call.UInt(0))
                ? 0
                : throw new InvalidOperationException("Released what was not owned.")
        );
        kernel.On("IOObjectConformsTo", call => (nint)0x7700 | (_entries[call.UInt(0)].ClassName == call.Text(1) ? 1 : 0));
        kernel.On("IORegistryEntryGetName", call =>
        {
            byte[] name = [.. Encoding.UTF8.GetBytes(_entries[call.UInt(0)].Name), 0];
            name.CopyTo(call.Memory(1, 128));
            return 0;
        });
        kernel.On("IORegistryEntryGetParentEntry", call =>
        {
            Assert.Equal("IOService", call.Text(1));
            if (_entries[call.UInt(0)].Parent is not { } parent)
            {
                return unchecked((int)0xE00002C0);
            }

            call.Target<uint>(2) = Enter(parent);
            return 0;
        });
        kernel.On("IORegistryEntryGetChildIterator", call =>
        {
            Assert.Equal("IOService", call.Text(1));
            RegistryEntry parent = _entries[call.UInt(0)];
            call.Target<uint>(2) = Iterate(Registry.Where(entry => ReferenceEquals(entry.Parent, parent)));
            return 0;
        });
        kernel.On("IORegistryEntryGetRegistryEntryID", call =>
        {
            RegistryEntry entry = _entries[call.UInt(0)];
            call.Target<ulong>(1) = 0x1_0000_0000 + (ulong)Registry.FindIndex(other => ReferenceEquals(other, entry));
            return 0;
        });
        kernel.On("IORegistryEntryCreateCFProperties", call =>
        {
            call.Target<nint>(1) = Own(_entries[call.UInt(0)].Properties);
            return 0;
        });
        kernel.On("IOPSCopyPowerSourcesInfo", _ => Own(new object()));
        kernel.On("IOPSCopyPowerSourcesList", _ => Own(PowerSources.ToArray<object>()));
        kernel.On("IOPSGetPowerSourceDescription", call => call.Word(1));
    }

    private static nint TypeOf(object value) =>
        value switch
        {
            string => 7,
            long => 22,
            bool => 21,
            byte[] => 20,
            Dictionary<string, object> => 18,
            object[] => 19,
            _ => 99,
        };

    private static nint Pin(byte[] bytes) =>
        System.Runtime.InteropServices.GCHandle.Alloc(bytes, System.Runtime.InteropServices.GCHandleType.Pinned).AddrOfPinnedObject();

    private nint Add(object value)
    {
        _objects[++_last] = value;
        return _last;
    }

    private nint Own(object value)
    {
        nint reference = Add(value);
        _owned.Add(reference);
        return reference;
    }

    private uint Enter(RegistryEntry entry)
    {
        _entries[++_lastEntry] = entry;
        return _lastEntry;
    }

    private nint GetPairs(NativeCall call)
    {
        Dictionary<string, object> dictionary = (Dictionary<string, object>)_objects[call.Word(0)];
        foreach ((int index, (string key, object value)) in dictionary.Index())
        {
            BitConverter.GetBytes((long)Add(key)).CopyTo(call.Memory(1, dictionary.Count * 8)[(index * 8)..]);
            BitConverter.GetBytes((long)Add(value)).CopyTo(call.Memory(2, dictionary.Count * 8)[(index * 8)..]);
        }

        return 0;
    }

    // What is to be matched is the callee's from here on.
    private nint FindServices(NativeCall call)
    {
        Assert.Equal(0u, call.UInt(0));
        Assert.True(_owned.Remove(call.Word(1)));
        if (IsRegistryClosed)
        {
            return NoResources;
        }

        string className = (string)_objects[call.Word(1)];

        // Behaviours.md: user-clients
        call.Target<uint>(2) = Iterate(
            Registry.Where(entry => entry.ClassName == className && !className.EndsWith("UserClient", StringComparison.Ordinal))
        );
        return 0;
    }

    private uint Iterate(IEnumerable<RegistryEntry> entries)
    {
        Queue<uint> queue = new(entries.Select(Enter));
        _iterators[++_lastEntry] = queue;
        return _lastEntry;
    }
}
