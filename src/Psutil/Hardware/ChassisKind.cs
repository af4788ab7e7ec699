namespace Psutil;

/// <summary>The form of a machine, as its firmware describes the enclosure (SMBIOS, type 3).</summary>
public enum ChassisKind
{
    /// <summary>Not reported, or another form.</summary>
    Unknown = 0,

    /// <summary>A desktop, a tower, an all-in-one or a mini PC.</summary>
    Desktop = 1,

    /// <summary>A portable machine with a keyboard.</summary>
    Laptop = 2,

    /// <summary>A laptop whose screen can be detached or turned.</summary>
    Convertible = 3,

    /// <summary>A tablet.</summary>
    Tablet = 4,

    /// <summary>A machine to hold in the hand.</summary>
    Handheld = 5,

    /// <summary>A server: in a rack, a blade or its enclosure.</summary>
    Server = 6,

    /// <summary>A machine inside another device.</summary>
    Embedded = 7,
}
