using Psutil.Compare.Readings.BaseClasses;
using Psutil.Compare.Readings.Library;

namespace Psutil.Compare.Readings;

internal static class AllReadings
{
    public static Reading[] Make() =>
        [
            new LibraryPids(),
            new LibraryTable(),
            new LibraryTableExact(),
            new LibraryTableByBpf(),
            new LibraryTableRefresh(LibraryReading.Machine, bar: 0.60),
            new LibraryRefreshByBpf(),
            new LibraryDescribed(),
            new LibraryFootprint(),
            new LibraryByTwo("table-exact", LibraryTableExact.Fields),
            new LibraryByTwo("described", LibraryDescribed.Fields),
            new LibraryByTwo("footprint", ProcessFields.MemoryFootprint),
            new LibraryOne(),
            new LibraryCpu(),
            new LibraryMemory(),
            new LibrarySwap(),
            new LibraryDiskIO(),
            new LibraryNetworkIO(),
            new LibraryPartitions(),
            new LibrarySockets(),
            new LibrarySocketsWithOwners(),
            new LibraryOwnersByBpf(),
            new LibraryFileHolders(LibraryReading.Machine, bar: null),
            new LibraryFileHoldersByBpf(),
            new LibraryCgroups(),
            new LibraryCgroupsRefresh(),
            new BaseClassesPids(),
            new BaseClassesTable(),
            new BaseClassesDescribed(),
            new BaseClassesOne(),
            new BaseClassesNetworkIO(),
            new BaseClassesPartitions(),
            new BaseClassesSockets(),
        ];
}
