/* SPDX-License-Identifier: Apache-2.0 */
/* Where the model and the lexicon are. */
#ifndef HS_CLI_DATA_H
#define HS_CLI_DATA_H

enum { HS_PATH_SIZE = 4096 };

/* The path of the data file "hearsay.KIND", KIND being model or lexicon. The first of these that
   exists, as the program may be installed, or run from where it was built:
       HEARSAY_DATA/hearsay.KIND
       ../share/hearsay/hearsay.KIND     from the program's own folder, and so the next two
       KIND/hearsay.KIND
       ../KIND/hearsay.KIND
       KIND/hearsay.KIND                 from here, whether it exists or not       */
void hs_data_find(const char *kind, char path[HS_PATH_SIZE]);

#endif
